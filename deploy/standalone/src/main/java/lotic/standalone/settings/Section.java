package lotic.standalone.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The settings of one part, as a record: a component `maxPixels` is the key `PREFIX.max-pixels`,
/// its type says how values are written, its compact constructor which are good.
///
/// @param prefix such as `ingest`; empty for keys of no part
/// @param defaults what holds where nobody says otherwise
record Section<R extends Record>(String prefix, R defaults) {

    /// All keys, in the record's order.
    Stream<String> keys() {
        return components().map(this::key);
    }

    /// The record with everything that was given put in.
    ///
    /// @throws SettingsException if a text is no value of its type, or the record refuses it
    R read(Layers layers) {
        List<RecordComponent> components = components().toList();
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components.get(i);
            values[i] =
                    layers.given(key(component))
                            .map(given -> parse(component, given))
                            .orElseGet(() -> valueOf(defaults, component));
        }
        return construct(components, values, layers);
    }

    /// Each setting with its origin.
    List<Setting> inForce(R record, Layers layers) {
        return components()
                .map(
                        component ->
                                new Setting(
                                        key(component),
                                        SettingText.print(valueOf(record, component)),
                                        layers.given(key(component))
                                                .map(Layers.Given::origin)
                                                .orElse(new Origin.Default())))
                .toList();
    }

    private Stream<RecordComponent> components() {
        return Arrays.stream(defaults.getClass().getRecordComponents());
    }

    private String key(RecordComponent component) {
        String name =
                component
                        .getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    private Object parse(RecordComponent component, Layers.Given given) {
        try {
            return SettingText.parse(component.getGenericType(), given.text());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SettingsException(
                    "%s is \"%s\" (%s): %s"
                            .formatted(
                                    key(component),
                                    given.text(),
                                    given.origin().words(),
                                    e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // the constructor is that of defaults' own class
    private R construct(List<RecordComponent> components, Object[] values, Layers layers) {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class[]::new);
        try {
            var constructor = defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (R) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String refusal = String.valueOf(e.getTargetException().getMessage());
            throw new SettingsException(refusal + origin(refusal, layers));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its constructor or accessor", e);
        }
    }

    /// A record's refusal begins with the key; who gave it is known here only.
    private String origin(String refusal, Layers layers) {
        return keys().filter(key -> refusal.startsWith(key + " "))
                .findFirst()
                .flatMap(layers::given)
                .map(given -> " (" + given.origin().words() + ")")
                .orElse("");
    }

    private static Object valueOf(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its constructor or accessor", e);
        }
    }
}
