package lotic.trainer;

import lotic.trainer.checkpoint.Checkpoints;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.journal.Journal;
import lotic.trainer.learner.Learning;
import lotic.trainer.publish.VersionSink;
import lotic.trainer.steps.ReplayStore;
import lotic.trainer.steps.Witness;
import lotic.trainer.stream.DecodeWorker.Views;
import lotic.trainer.stream.ImageSource;

import java.time.InstantSource;

/// What a run touches outside itself.
///
/// @param journal opened for this start: earlier ones are shut out
/// @param source of images
/// @param checkpoints of the run
/// @param heldOut files of held-out images
/// @param replays files of recently learnt images
/// @param versions where snapshots go
/// @param witness sees the records that plans take
/// @param learning makes the learner
/// @param views cuts the views of images
/// @param wall stamps records and events
/// @param steady tells how long something took or is due; it never goes back
record TrainingPorts(
        Journal journal,
        ImageSource source,
        Checkpoints checkpoints,
        HeldOutStore heldOut,
        ReplayStore replays,
        VersionSink versions,
        Witness witness,
        Learning.Factory learning,
        Views views,
        InstantSource wall,
        InstantSource steady) {}
