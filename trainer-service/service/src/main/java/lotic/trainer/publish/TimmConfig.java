package lotic.trainer.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.pixels.EvaluationView;

import java.util.List;

/// How timm and transformers are told what a version is: `config.json` in timm's form and
/// `preprocessor_config.json` in transformers'.
///
/// `model_type` and `architectures` are left out on purpose: with them transformers would look for
/// its own RegNet's tensor names, find none, and go on with fresh weights; without them it loads
/// through timm.
final class TimmConfig {

    static final String MODEL = "config.json";
    static final String PREPROCESSOR = "preprocessor_config.json";

    /// Mean and deviation of ImageNet's channels, by which every view is normalised.
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

    private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

    /// How much smaller than the image a RegNet's last map is, in each direction.
    private static final int REDUCTION = 32;

    private TimmConfig() {}

    /// @param features width of the trunk's pooled output
    static ObjectNode model(Recipe recipe, int features) {
        EvaluationView view = recipe.evaluation();
        ObjectNode json = JsonFile.object();
        json.put("architecture", architecture(recipe.trunk()));
        json.put("num_classes", 0);
        json.put("num_features", features);
        json.put("global_pool", "avg");
        ObjectNode pretrained = json.putObject("pretrained_cfg");
        pretrained.putArray("input_size").add(3).add(view.size()).add(view.size());
        pretrained.put("fixed_input_size", false);
        pretrained.put("interpolation", interpolation(view));
        pretrained.put("crop_pct", cropShare(view));
        pretrained.put("crop_mode", "center");
        addAll(pretrained.putArray("mean"), MEAN);
        addAll(pretrained.putArray("std"), DEVIATION);
        pretrained.put("num_classes", 0);
        int pool = Math.ceilDiv(view.size(), REDUCTION);
        pretrained.putArray("pool_size").add(pool).add(pool);
        pretrained.put("first_conv", "stem.conv");
        pretrained.put("classifier", "head.fc");
        json.putObject("transformers.js_config").put("dtype", "fp32");
        return json;
    }

    static ObjectNode preprocessor(EvaluationView view) {
        ObjectNode json = JsonFile.object();
        json.put("image_processor_type", "ConvNextImageProcessor");
        json.put("do_resize", true);
        json.putObject("size").put("shortest_edge", view.size());
        json.put("crop_pct", cropShare(view));
        json.put("resample", resample(view));
        json.put("do_rescale", true);
        json.put("rescale_factor", 1 / 255.0);
        json.put("do_normalize", true);
        addAll(json.putArray("image_mean"), MEAN);
        addAll(json.putArray("image_std"), DEVIATION);
        return json;
    }

    /// The share of the resized image's side that is cut out. Readers divide by it and drop the
    /// fraction (timm's `floor(size / crop_pct)`), so it is the largest number with which they come
    /// back to the very side that was resized to.
    static double cropShare(EvaluationView view) {
        double share = (double) view.size() / view.resize();
        while (Math.floor(view.size() / share) < view.resize()) {
            share = Math.nextDown(share);
        }
        return share;
    }

    static String architecture(TrunkSpec trunk) {
        return switch (trunk) {
            case TrunkSpec.RegNetY regNet -> regNet.name();
        };
    }

    static String interpolation(EvaluationView view) {
        return switch (view.interpolation()) {
            case BILINEAR -> "bilinear";
            case BICUBIC -> "bicubic";
        };
    }

    /// Pillow's numbers for its filters.
    private static int resample(EvaluationView view) {
        return switch (view.interpolation()) {
            case BILINEAR -> 2;
            case BICUBIC -> 3;
        };
    }

    private static void addAll(ArrayNode array, List<Double> values) {
        values.forEach(array::add);
    }
}
