package lotic.standalone.command;

import lotic.standalone.evaluate.Protocol;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Iterator;

/// Protocols of evaluation as people write them, such as `low-shot`.
final class ProtocolName implements ITypeConverter<Protocol>, Iterable<String> {

    @Override
    public Protocol convert(String text) {
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "there is no protocol %s; give some of %s"
                                                .formatted(text, String.join(",", this))));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Protocol.values()).map(Protocol::toString).iterator();
    }
}
