package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import java.time.Duration;

/// What a remote executor says of an action.
///
/// @param resource name
/// @param action as OCF agents know it
/// @param token what we gave with the order
/// @param call its number there
/// @param interval zero for what is done once
/// @param code exit code of OCF
/// @param status what became of the action itself
/// @param took how long it ran
/// @param reason as the agent gave it; may be empty
/// @param output the end of what it wrote; may be empty
public record Executed(
        String resource,
        String action,
        String token,
        long call,
        Duration interval,
        int code,
        Status status,
        Duration took,
        String reason,
        String output) {

    /// `enum pcmk_exec_status`.
    public enum Status {
        PENDING(-1),
        DONE(0),
        CANCELLED(1),
        /// Its time was over, and it was killed.
        TIMEOUT(2),
        NOT_SUPPORTED(3),
        ERROR(4),
        ERROR_HARD(5),
        ERROR_FATAL(6),
        NOT_INSTALLED(7),
        NOT_CONNECTED(8),
        INVALID(9),
        NO_FENCE_DEVICE(10),
        NO_SECRETS(11);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Status of(int number) {
            for (Status one : values()) {
                if (one.number == number) {
                    return one;
                }
            }
            return ERROR;
        }
    }

    static Executed of(XmlElement notice, boolean isEscaped) {
        return new Executed(
                text(notice, "lrmd_rsc_id"),
                text(notice, "lrmd_rsc_action"),
                text(notice, "lrmd_rsc_userdata_str"),
                number(notice, "lrmd_callid", 0),
                Duration.ofMillis(Math.max(0, number(notice, "lrmd_rsc_interval", 0))),
                (int) number(notice, "lrmd_exec_rc", 1),
                Status.of((int) number(notice, "lrmd_exec_op_status", 4)),
                Duration.ofMillis(Math.max(0, number(notice, "lrmd_exec_time", 0))),
                plain(text(notice, "lrmd_rsc_exit_reason"), isEscaped),
                plain(text(notice, "lrmd_rsc_output"), isEscaped));
    }

    /// Versions before 3.0 write a line feed as a backslash and a letter.
    private static String plain(String text, boolean isEscaped) {
        return isEscaped
                ? text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
                : text;
    }

    private static String text(XmlElement element, String attribute) {
        return element.attribute(attribute).orElse("");
    }

    static long number(XmlElement element, String attribute, long otherwise) {
        try {
            return Long.parseLong(text(element, attribute));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
