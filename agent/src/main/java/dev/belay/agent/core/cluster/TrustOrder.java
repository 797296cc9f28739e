package dev.belay.agent.core.cluster;

/// A change of which certificates are trusted.
public sealed interface TrustOrder extends Order {

    /// Trusts one authority more.
    record Authorize(Authority authority) implements TrustOrder {
        @Override
        public String action() {
            return "authority.added id=" + authority.id();
        }
    }

    /// From now on certificates are signed by this authority.
    record SignWith(String authority) implements TrustOrder {
        @Override
        public String action() {
            return "authority.signs id=" + authority;
        }
    }

    /// Trusts an authority no longer; refused while a member's certificate is signed by it.
    record Distrust(String authority) implements TrustOrder {
        @Override
        public String action() {
            return "authority.removed id=" + authority;
        }
    }

    /// Records a member's new certificate. The one before is refused after a while, or at once.
    ///
    /// @param certificate the new one
    /// @param revokeFormer whether the one before is refused from now on
    record Certify(Certificate certificate, boolean revokeFormer) implements TrustOrder {
        @Override
        public String action() {
            return "certificate.issued node="
                    + certificate.node()
                    + " serial="
                    + certificate.serial();
        }
    }

    /// Refuses the certificate that a member had before its present one.
    record Retire(Certificate former) implements TrustOrder {
        @Override
        public String action() {
            return "certificate.retired node=" + former.node() + " serial=" + former.serial();
        }
    }

    /// Refuses a certificate although its time is not over.
    record Revoke(String node, String serial, String why) implements TrustOrder {
        @Override
        public String action() {
            return "certificate.revoked node=" + node + " serial=" + serial + " why=" + why;
        }
    }
}
