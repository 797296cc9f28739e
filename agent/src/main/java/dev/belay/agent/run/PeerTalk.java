package dev.belay.agent.run;

import dev.belay.agent.core.sight.SightInput.PassedOn;
import dev.belay.api.Json;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What two agents say to each other outside the log, as JSON; unknown fields are ignored, so that
/// a newer agent may say more.
final class PeerTalk {

    private PeerTalk() {}

    /// What an agent asks.
    ///
    /// @param report how the asker is; null in a question about events alone
    /// @param wantsOthers whether the answer shall pass on what is known of others
    /// @param events whether and which events are asked for
    record Question(
            @Nullable NodeReport report, boolean wantsOthers, @Nullable EventsAsked events) {}

    /// Which events are asked for.
    ///
    /// @param after number in the answerer's journal; negative for the newest
    record EventsAsked(long after, int limit) {}

    /// What an agent answers.
    record Answer(NodeReport report, List<PassedOn> others, List<EventRecord> events) {}

    static byte[] bytes(Object message) {
        return Json.MAPPER.writeValueAsBytes(message);
    }

    static Optional<Question> question(byte[] bytes) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(bytes, Question.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<Answer> answer(byte[] bytes) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(bytes, Answer.class))
                    .filter(answer -> answer.report() != null && answer.others() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
