package lotic.ingest;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.AdmissionState;
import lotic.ingest.admission.AdmissionUnavailableException;
import lotic.ingest.admission.Backlog;
import lotic.ingest.admission.IntakeCounts;
import lotic.ingest.admission.Sighting;
import lotic.schemas.ImageDigest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Admission that says what it was told to say.
public final class AdmissionTwin implements Admission {

    final Map<ImageDigest, Sighting> sightings = new ConcurrentHashMap<>();
    volatile AdmissionState state = AdmissionState.RUNNING;
    volatile IntakeCounts counts = new IntakeCounts(List.of());
    public volatile Backlog backlog = new Backlog(0, 0, 1000);
    volatile boolean away;

    @Override
    public AdmissionState state() {
        return state;
    }

    @Override
    public IntakeCounts counts() {
        mustBeThere();
        return counts;
    }

    @Override
    public Backlog backlog() {
        mustBeThere();
        return backlog;
    }

    @Override
    public Optional<Sighting> find(ImageDigest image) {
        mustBeThere();
        return Optional.ofNullable(sightings.get(image));
    }

    @Override
    public void trim() {}

    @Override
    public long replacedThreads() {
        return 2;
    }

    @Override
    public void close() {}

    private void mustBeThere() {
        if (away) {
            throw new AdmissionUnavailableException("the broker does not answer");
        }
    }
}
