package dev.belay.agent.core.cluster;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;

/// A change of who belongs to the cluster, and as what.
public sealed interface MemberOrder extends Order {

    /// Lets nodes come with a token.
    ///
    /// @param id no secret
    /// @param secretHash SHA-256 of the token's secret, in hexadecimal; the secret is kept nowhere
    /// @param uses how many may come
    /// @param witness whether they only vote
    /// @param expiresAtMillis from then on it is refused
    record OpenEnrollment(
            String id, String secretHash, int uses, boolean witness, long expiresAtMillis)
            implements MemberOrder {
        @Override
        public String action() {
            return "enrollment.opened id=" + id + " uses=" + uses;
        }
    }

    /// Ends an enrollment early.
    record CloseEnrollment(String id) implements MemberOrder {
        @Override
        public String action() {
            return "enrollment.closed id=" + id;
        }
    }

    /// Takes a node in: uses the token up and records the certificate in one entry.
    ///
    /// @param enrollment id of the enrollment
    /// @param secretHash of what the node brought
    /// @param member the node, a learner or a witness to be
    /// @param certificate issued for it, and handed out only when this is done
    record Admit(String enrollment, String secretHash, Member member, Certificate certificate)
            implements MemberOrder {
        @Override
        public String action() {
            return "member.admitted node="
                    + member.id()
                    + " address="
                    + member.host()
                    + " enrollment="
                    + enrollment;
        }
    }

    /// Takes a member out; its certificates are refused from then on.
    record Remove(String node, String why) implements MemberOrder {
        @Override
        public String action() {
            return "member.removed node=" + node + " why=" + why;
        }
    }

    /// Gives a member another part in consensus.
    record ChangeRole(String node, MemberRole role) implements MemberOrder {
        @Override
        public String action() {
            return "member.role node=" + node + " role=" + role;
        }
    }

    /// Makes a member the admin.
    ///
    /// @param former the admin that the asker knew: the order is refused when it is another by now
    record Nominate(String node, String former) implements MemberOrder {
        @Override
        public String action() {
            return "admin.nominated node=" + node + " former=" + former;
        }
    }
}
