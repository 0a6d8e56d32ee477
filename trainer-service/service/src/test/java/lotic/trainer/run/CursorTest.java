package lotic.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.Slice;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class CursorTest {

    private final Cursor cursor = new Cursor(new TreeMap<>(Map.of(0, 5L)));

    @Test
    void slicesMoveIt() {
        Cursor moved = cursor.after(List.of(new Slice(0, 5L, 9L), new Slice(3, 100L, 101L)));

        assertThat(moved.next()).isEqualTo(Map.of(0, 9L, 3, 101L));
    }

    @Test
    void aSliceThatBeginsElsewhereIsRefused() {
        List<Slice> gap = List.of(new Slice(0, 6L, 9L));

        assertThatThrownBy(() -> cursor.after(gap))
                .hasMessage("a slice of partition 0 begins at offset 6, but the cursor is at 5");
    }

    @Test
    void itCoversWhatLiesBehindIt() {
        assertThat(cursor.covers(List.of(new Slice(0, 2L, 5L)))).isTrue();
        assertThat(cursor.covers(List.of(new Slice(0, 5L, 6L)))).isFalse();
        assertThat(cursor.covers(List.of(new Slice(1, 0L, 1L)))).isFalse();
    }

    @Test
    void theJournalsFormComesBackAlike() {
        assertThat(Cursor.of(cursor.offsets())).isEqualTo(cursor);
    }
}
