package dev.belay.agent.cloud;

/// What a proxy meant by not opening a tunnel, and what to do: the JDK only repeats its line.
final class ProxyWords {

    /// Before the line of the proxy, in what the JDK says.
    private static final String TUNNEL = "Unable to tunnel through proxy";

    private static final String ANSWERED = "the proxy answered ";

    private ProxyWords() {}

    /// Whether a sentence says that a proxy did not let a call through.
    static boolean isOfProxy(String sentence) {
        return sentence.contains(ANSWERED);
    }

    static String of(String said) {
        if (!said.contains(TUNNEL)) {
            return said;
        }
        if (said.contains(" 407")) {
            return ANSWERED
                    + "407, it asks for a user and a password that are right: name the user in the proxy of the design, and tell the password with 'belay proxy secret' (%s)"
                            .formatted(said);
        }
        return said.contains(" 403")
                ? ANSWERED
                        + "403, its rules do not let this node through to there: look at them with 'belay proxy check' (%s)"
                                .formatted(said)
                : said;
    }
}
