package lotic.learning.ops;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import com.google.protobuf.UnsafeByteOperations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An ONNX model in the making. Nodes stand in the order in which they are added, which is
/// topological. Its bytes are a function of what is added: no clock, no version of any software.
public final class OnnxGraph {

    /// What every runtime since 2022 reads. Models of later opsets give the same numbers.
    static final long OPSET = 17;

    static final long IR_VERSION = 8;

    /// Protobuf counts a message's bytes in 31 bits; a little is left for statistics and what is no
    /// tensor.
    public static final long WEIGHT_BYTES_MAX = Integer.MAX_VALUE - (32L << 20);

    private final GraphProto.Builder proto = GraphProto.newBuilder();
    private final Weights weights;
    private final Map<String, Slot> initializers = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long weightBytes;

    /// Where a parameter's numbers are.
    @FunctionalInterface
    public interface Weights {
        /// Float32, little-endian, row-major, from position to limit; neither copied nor changed,
        /// and kept until the graph is written.
        ///
        /// @throws IllegalArgumentException if there is none of that name and shape
        ByteBuffer numbers(Slot slot);
    }

    /// A graph without nodes.
    ///
    /// @param name of the network, such as `regnety_002`
    public OnnxGraph(String name, Weights weights) {
        proto.setName(name);
        this.weights = weights;
    }

    /// A tensor that whoever runs the model brings.
    ///
    /// @param axes a name for each length that may differ from call to call, digits for one that
    ///   may not
    public Onnx.Value input(String name, String... axes) {
        proto.addInput(described(name, axes));
        return new Onnx.Value(unique(name));
    }

    /// Lets whoever runs the model have a tensor.
    ///
    /// @param axes as for [#input]
    public void output(String name, Onnx.Value value, String... axes) {
        // A name of its own, whatever node made it: runtimes remove the node.
        proto.addNode(
                NodeProto.newBuilder()
                        .setOpType("Identity")
                        .setName(unique(name))
                        .addInput(value.name())
                        .addOutput(name));
        proto.addOutput(described(name, axes));
    }

    /// A parameter; the same one each time it is asked for.
    Onnx.Value initializer(Slot slot) {
        Slot earlier = initializers.putIfAbsent(slot.name(), slot);
        if (earlier == null) {
            ByteBuffer numbers = weights.numbers(slot);
            weightBytes += numbers.remaining();
            TensorProto.Builder tensor =
                    TensorProto.newBuilder()
                            .setName(unique(slot.name()))
                            .setDataType(TensorProto.DataType.FLOAT_VALUE)
                            .setRawData(UnsafeByteOperations.unsafeWrap(numbers));
            slot.shape().axes().forEach(tensor::addDims);
            proto.addInitializer(tensor);
        } else if (!earlier.shape().equals(slot.shape())) {
            throw new IllegalArgumentException(
                    "%s is used as %s and as %s"
                            .formatted(slot.name(), earlier.shape(), slot.shape()));
        }
        return new Onnx.Value(slot.name());
    }

    /// A node with one output, which is named after scope and type.
    Node node(String scope, String type, List<Onnx.Value> inputs) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type);
        inputs.forEach(input -> node.addInput(input.name()));
        return new Node(node, scope + type);
    }

    /// Writes the model and leaves the stream open.
    ///
    /// @throws IllegalArgumentException if the weights are more than a model file can hold
    public void write(OutputStream out) throws IOException {
        if (weightBytes > WEIGHT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "%s has %d bytes of weights; one ONNX file holds %d at most"
                            .formatted(proto.getName(), weightBytes, WEIGHT_BYTES_MAX));
        }
        ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("lotic")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(proto)
                .build()
                .writeTo(out);
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "." + i;
        }
        return name;
    }

    private static ValueInfoProto described(String name, String... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String axis : axes) {
            Dimension.Builder dimension = Dimension.newBuilder();
            boolean fixed = axis.chars().allMatch(Character::isDigit);
            shape.addDim(
                    fixed
                            ? dimension.setDimValue(Long.parseLong(axis))
                            : dimension.setDimParam(axis));
        }
        TypeProto.Tensor type =
                TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    /// A node whose attributes are being set.
    final class Node {

        private final NodeProto.Builder node;
        private final String name;

        private Node(NodeProto.Builder node, String name) {
            this.node = node;
            this.name = name;
        }

        Node integer(String attribute, long value) {
            return with(attribute(attribute, AttributeType.INT).setI(value));
        }

        Node number(String attribute, float value) {
            return with(attribute(attribute, AttributeType.FLOAT).setF(value));
        }

        Node ints(String attribute, long... values) {
            return with(
                    attribute(attribute, AttributeType.INTS)
                            .addAllInts(Arrays.stream(values).boxed().toList()));
        }

        /// Puts it into the graph.
        ///
        /// @return its output
        Onnx.Value add() {
            String output = unique(name);
            proto.addNode(node.setName(output).addOutput(output));
            return new Onnx.Value(output);
        }

        private Node with(AttributeProto.Builder attribute) {
            node.addAttribute(attribute);
            return this;
        }

        private static AttributeProto.Builder attribute(String name, AttributeType type) {
            return AttributeProto.newBuilder().setName(name).setType(type);
        }
    }
}
