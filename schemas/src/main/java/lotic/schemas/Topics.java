package lotic.schemas;

/// The names of Lotic's topics under one prefix. Consumer groups and transactional ids begin with
/// it too, so that two rivers in one cluster do not meet.
///
/// @param prefix stands before every name, with the dot or dash that ends it; `lotic.` unless a
///   cluster is shared
public record Topics(String prefix) {

    /// The names that Lotic uses unless a setting says otherwise.
    public static final Topics STANDARD = new Topics("lotic.");

    public Topics {
        if (!prefix.matches("[A-Za-z0-9._-]{0,64}")) {
            throw new IllegalArgumentException(
                    "kafka.topic-prefix is \""
                            + prefix
                            + "\"; use at most 64 letters, digits, dots, dashes, underscores");
        }
    }

    /// [Submission] records, keyed by digest.
    public String imagesSubmitted() {
        return prefix + "images.submitted";
    }

    /// [AdmittedImage] records, keyed by digest.
    public String images() {
        return prefix + "images";
    }

    /// [Rejection] records, keyed by digest.
    public String imagesRejected() {
        return prefix + "images.rejected";
    }

    /// The journal: [StepPlan], [StepReport], [CheckpointTaken], [RunEvent], keyed by the run's
    /// name.
    public String trainingSteps() {
        return prefix + "training.steps";
    }

    /// [VersionPublished] and [AliasMoved], keyed by the model's name; one day [VersionWithdrawn].
    public String models() {
        return prefix + "models";
    }
}
