package lotic.registry.store;

import lotic.registry.format.Sha256;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Keys of the index: a letter, names ended by a zero byte, numbers in the order in which they
/// sort. The package's page lists them.
final class Key {

    private final List<byte[]> parts = new ArrayList<>();

    private Key(char kind) {
        parts.add(new byte[] {(byte) kind});
    }

    static byte[] format() {
        return new Key('f').bytes();
    }

    static byte[] model(String model) {
        return new Key('m').name(model).bytes();
    }

    static byte[] models() {
        return new Key('m').bytes();
    }

    static byte[] version(String model, long number) {
        return new Key('v').name(model).number(number).bytes();
    }

    static byte[] versions(String model) {
        return new Key('v').name(model).bytes();
    }

    static byte[] step(String model, String run, long step) {
        return new Key('s').name(model).name(run).number(step).bytes();
    }

    static byte[] content(String model, String contentId, long number) {
        return new Key('c').name(model).name(contentId).number(number).bytes();
    }

    /// Of all versions whose content id starts so.
    static byte[] contents(String model, String digits) {
        return new Key('c').name(model).raw(digits).bytes();
    }

    static byte[] epoch(String model, String run) {
        return new Key('r').name(model).name(run).bytes();
    }

    static byte[] blob(String model, Sha256 sha256) {
        return new Key('b').name(model).name(sha256.hex()).bytes();
    }

    static byte[] alias(String model, String alias) {
        return new Key('a').name(model).name(alias).bytes();
    }

    static byte[] aliases(String model) {
        return new Key('a').name(model).bytes();
    }

    static byte[] aliasMove(String model, String alias, long sequence) {
        return new Key('h').name(model).name(alias).number(sequence).bytes();
    }

    static byte[] aliasMoves(String model, String alias) {
        return new Key('h').name(model).name(alias).bytes();
    }

    static byte[] evaluation(String model, long version, long number) {
        return new Key('q').name(model).number(version).number(number).bytes();
    }

    static byte[] evaluations(String model, long version) {
        return new Key('q').name(model).number(version).bytes();
    }

    static byte[] evaluationDocument(String model, long version, Sha256 sha256) {
        return new Key('d').name(model).number(version).name(sha256.hex()).bytes();
    }

    static byte[] event(long sequence) {
        return new Key('e').number(sequence).bytes();
    }

    static byte[] events() {
        return new Key('e').bytes();
    }

    static byte[] modelEvent(String model, long sequence) {
        return new Key('n').name(model).number(sequence).bytes();
    }

    static byte[] modelEvents(String model) {
        return new Key('n').name(model).bytes();
    }

    /// The number at a key's end.
    static long lastNumber(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /// The name that a key holds behind a prefix.
    static String nameAfter(byte[] prefix, byte[] key) {
        int end = prefix.length;
        while (key[end] != 0) {
            end++;
        }
        return new String(key, prefix.length, end - prefix.length, StandardCharsets.UTF_8);
    }

    private Key name(String name) {
        raw(name);
        parts.add(new byte[] {0});
        return this;
    }

    private Key raw(String text) {
        parts.add(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Key number(long number) {
        parts.add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    private byte[] bytes() {
        ByteBuffer key = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(key::put);
        return key.array();
    }
}
