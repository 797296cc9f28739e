package dev.belay.agent.cloud;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What a failed call of AWS means. A time-out is *unknown*: neither success nor failure.
///
/// Sources: "Error codes for the Amazon EC2 API" and "Common errors" of Route 53; what services
/// answer to a call without permission was also measured.
final class AwsErrors {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    private static final Set<String> DENIED =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");

    private static final Set<String> CREDENTIALS =
            Set.of(
                    "AuthFailure",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired");

    /// Also what a Route 53 zone answers while another change of it is under way.
    private static final Set<String> THROTTLED =
            Set.of("RequestLimitExceeded", "Throttling", "PriorRequestNotComplete");

    private AwsErrors() {}

    /// Whether a code says that who called may not, or is not known.
    static boolean isDenial(String code) {
        return DENIED.contains(code) || CREDENTIALS.contains(code);
    }

    /// The answer of a call, whatever it throws.
    ///
    /// @param permission what it needs, such as `ec2:ReplaceRoute`
    static <T> CloudAnswer<T> answer(String permission, Callable<T> call) {
        try {
            return new CloudAnswer.Done<>(call.call());
        } catch (RoleException e) {
            return unassumed(e);
        } catch (AwsServiceException e) {
            return said(permission, e);
        } catch (Exception e) {
            // Whatever a library throws: a service that runs must not end by it.
            return new CloudAnswer.Unknown<>(silent(permission, e));
        }
    }

    /// Nothing was asked of the other account.
    private static <T> CloudAnswer<T> unassumed(RoleException e) {
        String what = "sts:AssumeRole of '%s'".formatted(e.role());
        if (!(e.getCause() instanceof AwsServiceException said)) {
            return new CloudAnswer.Unknown<>(silent(what, e));
        }
        CloudAnswer<T> answer = said(what, said);
        return answer instanceof CloudAnswer.Refused<T>(String code, String _)
                        && DENIED.contains(code)
                ? new CloudAnswer.Refused<>(
                        code,
                        "the role '%s' was to be assumed, and that was refused (%s): allow 'sts:AssumeRole' on it in the role of the instance, and name that role in its trust policy"
                                .formatted(e.role(), code))
                : answer;
    }

    private static String silent(String permission, Exception e) {
        String said = oneLine(e instanceof SdkException ? e.getMessage() : e.toString());
        return "%s was called, and what became of it is not known: %s"
                .formatted(permission, ProxyWords.of(said));
    }

    private static <T> CloudAnswer<T> said(String permission, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message =
                oneLine(
                        details == null || details.errorMessage() == null
                                ? e.getMessage()
                                : details.errorMessage());
        if (e.isThrottlingException() || THROTTLED.contains(code)) {
            return new CloudAnswer.Throttled<>(
                    "%s was called, and answered '%s': the account calls too often"
                            .formatted(permission, code));
        }
        // The body of such an answer, and the code in it, is not read by the SDK's HTTP client.
        if (CREDENTIALS.contains(code) || (code.isEmpty() && e.statusCode() == UNAUTHORIZED)) {
            return new CloudAnswer.Refused<>(
                    code.isEmpty() ? "AuthFailure" : code,
                    "%s was called, and its credentials were refused (%s): give the instance a role, and set its clock"
                            .formatted(permission, message));
        }
        if (DENIED.contains(code) || (code.isEmpty() && e.statusCode() == FORBIDDEN)) {
            return new CloudAnswer.Refused<>(
                    code.isEmpty() ? "AccessDenied" : code,
                    "%s was called without permission: allow '%s' in the role of the instance"
                            .formatted(permission, permission));
        }
        if (e.statusCode() >= SERVER_ERROR || code.isEmpty()) {
            return new CloudAnswer.Unknown<>(
                    "%s was called, and answered status %d: %s"
                            .formatted(permission, e.statusCode(), message));
        }
        return new CloudAnswer.Refused<>(
                code, "%s was called, and answered '%s': %s".formatted(permission, code, message));
    }

    private static String oneLine(@Nullable String text) {
        String line = String.valueOf(text).lines().findFirst().orElse("").strip();
        // Some servers answer with a whole page.
        return line.toLowerCase(Locale.ROOT).startsWith("<!doctype") ? "a page" : line;
    }
}
