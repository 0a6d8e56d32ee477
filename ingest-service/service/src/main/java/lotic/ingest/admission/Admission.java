package lotic.ingest.admission;

import lotic.schemas.ImageDigest;

import java.util.Optional;

/// Admission as the rest of the service sees it. All methods may be called from any thread.
public interface Admission extends AutoCloseable {

    AdmissionState state();

    /// What came of the submitted topic so far, in the partitions that this instance works on.
    ///
    /// @throws AdmissionUnavailableException if it cannot be told now
    IntakeCounts counts();

    /// What lies before admission, in all partitions, whichever instance works on them.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    Backlog backlog();

    /// What became of an image's newest submission, if admission met it within the duplicate
    /// window.
    ///
    /// @throws AdmissionUnavailableException if it cannot be told now
    Optional<Sighting> find(ImageDigest image);

    /// Lets the broker delete the submissions that are decided.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    void trim();

    /// How often a thread died of a fault and was replaced.
    long replacedThreads();

    /// Ends at the last commit; what is not decided then is decided at the next start.
    @Override
    void close();
}
