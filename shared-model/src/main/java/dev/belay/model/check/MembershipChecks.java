package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.shape.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who belongs to the cluster: one admin, 3, 5 or 7 votes, at most 32 full members.
final class MembershipChecks {

    static final int MOST_VOTES = 7;
    static final int MOST_MEMBERS = 32;

    private static final Place CLUSTER = new Place.AtCluster("");

    private MembershipChecks() {}

    static void check(Design design, Findings findings) {
        if (design.nodes().isEmpty()) {
            findings.add(Problem.of(ProblemCode.NO_NODES, CLUSTER));
            return;
        }
        design.nodes().forEach(node -> options(node, findings));
        admin(design, findings);
        votes(design, findings);
        long members = design.nodes().stream().filter(node -> node.role().member()).count();
        if (members > MOST_MEMBERS) {
            findings.add(Problem.of(ProblemCode.TOO_MANY_MEMBERS, CLUSTER, Long.toString(members)));
        }
    }

    private static void options(Node node, Findings findings) {
        NodeRole role = node.role();
        if (node.learner() && role != NodeRole.ADMIN && role != NodeRole.WORKER) {
            findings.add(
                    Problem.of(
                            ProblemCode.WRONG_LEARNER,
                            new Place.AtThing(node.id(), "/learner"),
                            Findings.label(node),
                            Words.of(role)));
        }
        if (node.remote().isPresent() && role != NodeRole.REMOTE) {
            findings.add(
                    Problem.of(
                            ProblemCode.UNUSED_OPTIONS,
                            new Place.AtThing(node.id(), "/remote"),
                            Findings.label(node),
                            "remote"));
        }
        if (node.guest().isPresent() && role != NodeRole.GUEST) {
            findings.add(
                    Problem.of(
                            ProblemCode.UNUSED_OPTIONS,
                            new Place.AtThing(node.id(), "/guest"),
                            Findings.label(node),
                            "guest"));
        }
        if (node.guest().isEmpty() && role == NodeRole.GUEST) {
            findings.add(ProblemCode.GUEST_WITHOUT_MACHINE, node, Findings.label(node));
        }
    }

    private static void admin(Design design, Findings findings) {
        List<Node> admins =
                design.nodes().stream().filter(node -> node.role() == NodeRole.ADMIN).toList();
        if (admins.isEmpty()) {
            Problem problem = Problem.of(ProblemCode.ADMIN_MISSING, CLUSTER);
            Optional<Node> candidate =
                    design.nodes().stream()
                            .filter(node -> node.role() == NodeRole.WORKER)
                            .min(Comparator.comparing(Node::learner));
            findings.add(
                    candidate
                            .map(node ->
                                    problem.withFix(
                                            new NodeFix.ChangeRole(
                                                    node.id(),
                                                    Findings.label(node),
                                                    NodeRole.ADMIN)))
                            .orElse(problem));
        }
        for (Node more : admins.stream().skip(1).toList()) {
            findings.add(
                    Problem.of(
                                    ProblemCode.MORE_THAN_ONE_ADMIN,
                                    new Place.AtThing(more.id(), "/role"),
                                    Findings.label(admins.getFirst()),
                                    Findings.label(more))
                            .withFix(
                                    new NodeFix.ChangeRole(
                                            more.id(), Findings.label(more), NodeRole.WORKER)));
        }
    }

    private static void votes(Design design, Findings findings) {
        List<Node> voters = design.nodes().stream().filter(Node::votes).toList();
        String count = Integer.toString(voters.size());
        if (voters.isEmpty()) {
            findings.add(Problem.of(ProblemCode.NO_VOTES, CLUSTER));
        } else if (voters.size() == 1) {
            Node only = voters.getFirst();
            findings.add(ProblemCode.SINGLE_VOTE, only, Findings.label(only));
        } else if (voters.size() > MOST_VOTES) {
            Problem problem = Problem.of(ProblemCode.TOO_MANY_VOTES, CLUSTER, count);
            findings.add(withTakenVote(problem, voters));
        } else if (voters.size() == 2 && voters.stream().allMatch(n -> n.role().runsServices())) {
            findings.add(
                    Problem.of(
                                    ProblemCode.TWO_NODES_NEED_WITNESS,
                                    CLUSTER,
                                    Findings.label(voters.get(0)),
                                    Findings.label(voters.get(1)))
                            .withFix(new NodeFix.AddWitness()));
        } else if (voters.size() % 2 == 0) {
            Problem problem =
                    Problem.of(
                            ProblemCode.EVEN_VOTES,
                            CLUSTER,
                            count,
                            Integer.toString(voters.size() - 1));
            findings.add(withTakenVote(problem, voters));
        }
    }

    /// The last worker that votes gives its vote up; an admin or a witness does not.
    private static Problem withTakenVote(Problem problem, List<Node> voters) {
        return voters.reversed().stream()
                .filter(node -> node.role() == NodeRole.WORKER)
                .findFirst()
                .map(node -> problem.withFix(new NodeFix.TakeVote(node.id(), Findings.label(node))))
                .orElse(problem);
    }
}
