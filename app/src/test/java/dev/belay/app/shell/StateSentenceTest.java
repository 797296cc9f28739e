package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.Picture;
import org.junit.jupiter.api.Test;

class StateSentenceTest {
    private static final Texts ENGLISH = Texts.of(Language.ENGLISH, StateSentence.class);
    private static final Texts JAPANESE = Texts.of(Language.JAPANESE, StateSentence.class);

    @Test
    void nodes_quorum_coordinator_and_problems_are_said_in_this_order() {
        assertThat(sentence(RecordedCluster.healthy(), ENGLISH).spoken())
                .isEqualTo("3 of 3 nodes, quorum, coordinator gw-2, 1 problem");
    }

    @Test
    void it_is_said_in_japanese_too() {
        assertThat(sentence(RecordedCluster.healthy(), JAPANESE).spoken())
                .isEqualTo("ノード 3/3, クォーラム成立, 調整役 gw-2, 問題 1 件");
    }

    @Test
    void a_problem_makes_the_glyph_a_warning() {
        assertThat(sentence(RecordedCluster.healthy(), ENGLISH).worst())
                .isEqualTo(CheckGlyph.Result.WARNING);
    }

    @Test
    void what_is_long_ago_is_never_told_as_the_state_of_now() {
        StateSentence silent = sentence(RecordedCluster.silent(), ENGLISH);
        assertThat(silent.spoken()).isEqualTo("No fresh report from any node");
        assertThat(silent.worst()).isEqualTo(CheckGlyph.Result.WARNING);
    }

    @Test
    void before_the_first_report_it_waits() {
        assertThat(StateSentence.of(Picture.EMPTY, ENGLISH).worst())
                .isEqualTo(CheckGlyph.Result.RUNNING);
    }

    @Test
    void clocks_are_as_far_apart_as_the_earliest_and_the_latest() {
        Picture picture = RecordedCluster.healthy().cluster().pictureProperty().get();
        assertThat(ClockSpread.millis(picture).orElseThrow()).isBetween(3.79, 3.81);
    }

    private static StateSentence sentence(LiveClusterFixture facts, Texts texts) {
        return StateSentence.of(facts.cluster().pictureProperty().get(), texts);
    }
}
