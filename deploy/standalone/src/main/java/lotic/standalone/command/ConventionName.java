package lotic.standalone.command;

import lotic.learning.weights.NamingConvention;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Iterator;

/// Naming conventions as people write them, such as `hugging-face`.
final class ConventionName implements ITypeConverter<NamingConvention>, Iterable<String> {

    @Override
    public NamingConvention convert(String text) {
        return Arrays.stream(NamingConvention.values())
                .filter(convention -> convention.title().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "there are no names of %s; give one of %s"
                                                .formatted(text, String.join(", ", this))));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(NamingConvention.values()).map(NamingConvention::title).iterator();
    }
}
