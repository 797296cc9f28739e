package dev.belay.agent.cloud;

import software.amazon.awssdk.core.exception.SdkClientException;

/// A role of another account could not be assumed, so that what was wanted of that account was not
/// asked.
final class RoleException extends SdkClientException {

    private static final long serialVersionUID = 1;

    private final String role;

    /// @param cause what STS answered, or why it did not
    RoleException(String role, RuntimeException cause) {
        super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
        this.role = role;
    }

    /// Its ARN.
    String role() {
        return role;
    }
}
