package lotic.learning.state;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.state.Tensor.NumberType;
import lotic.registry.format.Dtype;
import lotic.registry.format.FormatException;
import lotic.registry.format.Safetensors;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;
import lotic.registry.format.TensorEntry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A state as files of a folder: the tensors of each owner as `OWNER.safetensors`, under their
/// names without that segment, and all values as `values.json`, an object of strings. Other files
/// in the folder are left alone.
public final class StateFiles {

    private static final String TENSORS = ".safetensors";
    private static final String VALUES = "values.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateFiles() {}

    /// Writes a state into a folder that has none yet. All files are on the disk when this returns;
    /// the folder's own entries are the caller's to force there.
    ///
    /// @return the files, in the order in which they were written
    /// @throws java.nio.file.FileAlreadyExistsException if the folder has a state already
    public static List<Path> write(StateTree state, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String owner : owners(state)) {
            List<TensorData> tensors = new ArrayList<>();
            state.of(owner).forEach((name, tensor) -> tensors.add(data(name, tensor)));
            Path file = folder.resolve(owner + TENSORS);
            try (FileChannel channel = created(file)) {
                SafetensorsWriter.write(channel, tensors, new TreeMap<>());
                channel.force(true);
            }
            files.add(file);
        }
        Path values = folder.resolve(VALUES);
        try (FileChannel channel = created(values)) {
            ByteBuffer text =
                    ByteBuffer.wrap(
                            JSON.writerWithDefaultPrettyPrinter()
                                    .writeValueAsBytes(state.values()));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        files.add(values);
        return files;
    }

    /// Reads the state of a folder into memory of its own; the files are not needed afterwards.
    ///
    /// @throws FormatException if a file is damaged
    /// @throws IOException if a file cannot be read, or the folder has no state
    public static StateTree read(Path folder) throws IOException {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (Path file : tensorFiles(folder)) {
            String name = file.getFileName().toString();
            String owner = name.substring(0, name.length() - TENSORS.length());
            try (Safetensors opened = Safetensors.open(file)) {
                for (TensorEntry entry : opened.header().tensors()) {
                    tensors.put(owner + '/' + entry.name(), tensor(opened, entry));
                }
            }
        }
        SortedMap<String, String> values =
                JSON.readValue(
                        Files.readAllBytes(folder.resolve(VALUES)), new TypeReference<>() {});
        return new StateTree(tensors, values);
    }

    private static Collection<String> owners(StateTree state) {
        TreeSet<String> owners = new TreeSet<>();
        for (String name : state.tensors().keySet()) {
            owners.add(name.substring(0, name.indexOf('/')));
        }
        return owners;
    }

    private static List<Path> tensorFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(TENSORS)).sorted().toList();
        }
    }

    private static FileChannel created(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static TensorData data(String name, Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (long length : tensor.shape()) {
            shape.add(length);
        }
        return new TensorData(name, Dtype.valueOf(tensor.type().name()), shape, tensor.data());
    }

    private static Tensor tensor(Safetensors file, TensorEntry entry) {
        NumberType type =
                switch (entry.dtype()) {
                    case F32 -> NumberType.F32;
                    case F64 -> NumberType.F64;
                    case I64 -> NumberType.I64;
                    default ->
                            throw new FormatException(
                                    FormatException.Reason.SAFETENSORS,
                                    "no state holds numbers of "
                                            + entry.dtype()
                                            + ", as "
                                            + entry.name()
                                            + " has");
                };
        ByteBuffer mapped = file.data(entry.name());
        ByteBuffer copy =
                ByteBuffer.allocateDirect(mapped.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(mapped).flip();
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return new Tensor(type, shape, copy);
    }
}
