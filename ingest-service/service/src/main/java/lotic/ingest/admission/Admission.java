package lotic.ingest.admission;

import lotic.schemas.ImageDigest;

import java.util.Optional;

/// Admission as the rest of the service sees it. All methods may be called from any thread.
public interface Admission {

    AdmissionState state();

    /// What came of the submitted topic so far, in the partitions that this instance works on.
    ///
    /// @throws AdmissionUnavailableException if it cannot be told now
    IntakeCounts counts();

    /// What became of an image's newest submission, if admission met it within the duplicate
    /// window.
    ///
    /// @throws AdmissionUnavailableException if it cannot be told now
    Optional<Sighting> find(ImageDigest image);
}
