package lotic.trainer.status;

/// Something that is not as it should be.
///
/// @param light how bad, amber or red
/// @param what is wrong, as a clause
/// @param action what to do about it, as a sentence without its full stop
record Problem(Light light, String what, String action) {}
