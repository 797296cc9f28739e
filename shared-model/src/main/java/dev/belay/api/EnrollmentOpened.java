package dev.belay.api;

/// Enrollment is open. The only time that the token is told: the cluster keeps its hash alone.
///
/// @param id of this enrollment, no secret
/// @param token `HOST[:PORT]:UUID:pin-sha256:BASE64`, a secret
/// @param view as {@link ApiPaths#ENROLLMENT} shows it
public record EnrollmentOpened(String id, String token, EnrollmentView view) {

    @Override
    public String toString() {
        return "enrollment " + id;
    }
}
