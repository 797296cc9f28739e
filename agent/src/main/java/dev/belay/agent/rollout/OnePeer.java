package dev.belay.agent.rollout;

import java.io.IOException;
import java.util.List;

/// One member that alone has what is wanted.
record OnePeer(PeerCopies peers, String member) implements PeerCopies {

    @Override
    public Reply ask(String asked, Question question) throws IOException {
        return peers.ask(asked, question);
    }

    @Override
    public List<String> holders(String set, long number) {
        return List.of(member);
    }
}
