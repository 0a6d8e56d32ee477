package lotic.learning.weights;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What libraries call the tensors of a RegNetY. The names of this project are timm's.
public enum NamingConvention {
    /// `RegNet` of timm, such as `s1.b1.conv1.conv.weight`.
    TIMM {
        @Override
        String of(Place place) {
            return place.timm();
        }

        @Override
        String stemOf(boolean norm) {
            return norm ? "stem.bn" : "stem.conv";
        }
    },

    /// `torchvision.models.regnet`, such as `trunk_output.block1.block1-0.f.a.0.weight`.
    TORCHVISION {
        @Override
        String of(Place place) {
            String block =
                    "trunk_output.block%1$d.block%1$d-%2$d."
                            .formatted(place.stage(), place.block() - 1);
            int index = place.norm() ? 1 : 0;
            return block
                    + switch (place.unit()) {
                        case "conv1" -> "f.a." + index;
                        case "conv2" -> "f.b." + index;
                        case "conv3" -> "f.c." + index;
                        case "downsample" -> "proj." + index;
                        default -> "f.se." + place.part();
                    };
        }

        @Override
        String stemOf(boolean norm) {
            return norm ? "stem.1" : "stem.0";
        }
    },

    /// `RegNetModel` of Hugging Face's transformers, such as
    /// `regnet.encoder.stages.0.layers.0.layer.0.convolution.weight`.
    HUGGING_FACE {
        @Override
        String of(Place place) {
            String block =
                    "regnet.encoder.stages.%d.layers.%d."
                            .formatted(place.stage() - 1, place.block() - 1);
            String kind = place.norm() ? "normalization" : "convolution";
            return block
                    + switch (place.unit()) {
                        case "conv1" -> "layer.0." + kind;
                        case "conv2" -> "layer.1." + kind;
                        case "conv3" -> "layer.3." + kind;
                        case "downsample" -> "shortcut." + kind;
                        default -> "layer.2.attention." + (place.part().equals("fc1") ? 0 : 2);
                    };
        }

        @Override
        String stemOf(boolean norm) {
            return "regnet.embedder.embedder." + (norm ? "normalization" : "convolution");
        }

        // The model without a classifier has no prefix.
        @Override
        String withoutWrapping(String name) {
            return name.startsWith("embedder.") || name.startsWith("encoder.")
                    ? "regnet." + name
                    : name;
        }
    },

    /// `AnyNet` of pycls, such as `s1.b1.f.a.weight`.
    PYCLS {
        @Override
        String of(Place place) {
            String block = "s%d.b%d.".formatted(place.stage(), place.block());
            String norm = place.norm() ? "_bn" : "";
            return block
                    + switch (place.unit()) {
                        case "conv1" -> "f.a" + norm;
                        case "conv2" -> "f.b" + norm;
                        case "conv3" -> "f.c" + norm;
                        case "downsample" -> place.norm() ? "bn" : "proj";
                        default -> "f.se.f_ex." + (place.part().equals("fc1") ? 0 : 2);
                    };
        }

        @Override
        String stemOf(boolean norm) {
            return norm ? "stem.bn" : "stem.conv";
        }
    },

    /// The trunk of VISSL, which SEER's checkpoints have, such as
    /// `_feature_blocks.res2.block1-0.f.a.0.weight`.
    VISSL {
        @Override
        String of(Place place) {
            String block =
                    "_feature_blocks.res%d.block%d-%d."
                            .formatted(place.stage() + 1, place.stage(), place.block() - 1);
            int index = place.norm() ? 1 : 0;
            return block
                    + switch (place.unit()) {
                        case "conv1" -> "f.a." + index;
                        case "conv2" -> "f.b." + index;
                        case "conv3" -> place.norm() ? "f.final_bn" : "f.c";
                        case "downsample" -> place.norm() ? "bn" : "proj";
                        default -> "f.se.excitation." + (place.part().equals("fc1") ? 0 : 2);
                    };
        }

        @Override
        String stemOf(boolean norm) {
            return "_feature_blocks.conv1.stem." + (norm ? 1 : 0);
        }

        // Checkpoints say in which module a trunk was, and sharded ones in which part a block.
        @Override
        String withoutWrapping(String name) {
            int from = Math.max(0, name.indexOf("_feature_blocks."));
            return PART.matcher(name.substring(from)).replaceFirst(".");
        }
    };

    private static final Pattern STEM = Pattern.compile("stem\\.(conv|bn)\\.(\\w+)");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "s(\\d+)\\.b(\\d+)\\.(conv\\d|downsample|se)\\.(conv|bn|fc\\d)\\.(\\w+)");
    private static final Pattern PART = Pattern.compile("\\.block\\d+-part\\d+\\.");

    /// A module of a block by timm's names.
    ///
    /// @param stage from 1
    /// @param block from 1
    /// @param unit conv1, conv2, conv3, downsample, or se
    /// @param part conv, bn, fc1 or fc2
    record Place(int stage, int block, String unit, String part) {

        boolean norm() {
            return part.equals("bn");
        }

        String timm() {
            return "s%d.b%d.%s.%s".formatted(stage, block, unit, part);
        }
    }

    /// The name of a tensor in this convention.
    ///
    /// @param timm its name in timm's
    /// @throws IllegalArgumentException if that is none of a RegNetY's trunk
    public String name(String timm) {
        Matcher stem = STEM.matcher(timm);
        if (stem.matches()) {
            return stemOf(stem.group(1).equals("bn")) + "." + stem.group(2);
        }
        Matcher block = BLOCK.matcher(timm);
        if (!block.matches()) {
            throw new IllegalArgumentException(timm + " is no tensor of a RegNetY's trunk");
        }
        Place place =
                new Place(
                        Integer.parseInt(block.group(1)),
                        Integer.parseInt(block.group(2)),
                        block.group(3),
                        block.group(4));
        return of(place) + "." + block.group(5);
    }

    /// How people write it, such as `hugging-face`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    abstract String of(Place place);

    abstract String stemOf(boolean norm);

    /// A name as it would be if nothing were wrapped around the trunk.
    String withoutWrapping(String name) {
        return name;
    }
}
