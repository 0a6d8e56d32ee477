package lotic.learning.rate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Learning rates as JSON. Numbers are written in the shortest form that reads back to the same
/// bits, and a missing or unknown key is refused: a state that is not whole must not go on.
final class RateJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RateJson() {}

    static String write(LearningRate rate) {
        try {
            return MAPPER.writerFor(LearningRate.class).writeValueAsString(rate);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of numbers can always be written", e);
        }
    }

    static LearningRate read(String json) {
        try {
            return MAPPER.readValue(json, LearningRate.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the learning rate's state cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
