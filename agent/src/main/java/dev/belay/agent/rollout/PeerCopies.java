package dev.belay.agent.rollout;

import dev.belay.model.content.ContentName;
import java.io.IOException;
import java.util.List;

/// What other members have: a port, so that tests need no network.
interface PeerCopies {

    /// Asks one member. Blocks.
    ///
    /// @throws IOException when it gave no answer
    Reply ask(String member, Question question) throws IOException;

    /// Who might have a version now, the best first; not this node.
    List<String> holders(String set, long number);

    /// Chunk names of a reasonable question.
    static List<ContentName> first(List<ContentName> names) {
        return names.subList(0, Math.min(names.size(), Question.MOST_NAMES));
    }
}
