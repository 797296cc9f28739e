package dev.belay.model.status;

import dev.belay.model.status.Picture.NodePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is wrong and shows only when the reports of all members are put side by side.
final class SeenTogether {

    private SeenTogether() {}

    static List<StatusProblem> problems(List<NodePicture> nodes) {
        var problems = new ArrayList<StatusProblem>();
        for (PeerLink link : PeerLink.between(nodes)) {
            switch (link.state()) {
                case UP -> {}
                case CUT -> problems.add(cut("link-cut", Severity.ERROR, link, nodes));
                case ONE_WAY -> problems.add(cut("link-one-way", Severity.WARNING, link, nodes));
            }
        }
        addZone(problems, nodes);
        return problems;
    }

    private static StatusProblem cut(
            String code, Severity severity, PeerLink link, List<NodePicture> nodes) {
        var fields =
                Map.of(
                        "from", name(link.from(), nodes),
                        "node", name(link.to(), nodes),
                        "silent", silence(link.silentMillis()));
        String pattern =
                link.state() == PeerLink.State.CUT
                        ? "{node} and {from} hear nothing of each other, for {silent}."
                        : "{node} hears nothing from {from}, for {silent}; {from} hears {node}.";
        return new StatusProblem(
                code, severity, link.to(), StatusText.filled(pattern, fields), fields);
    }

    /// A zone that alone can stop the cluster; with a single zone there was no choice to make.
    private static void addZone(List<StatusProblem> problems, List<NodePicture> nodes) {
        var votes = new TreeMap<String, Integer>();
        int total = 0;
        for (NodePicture node : nodes) {
            int vote = node.member().role().votes() ? 1 : 0;
            total += vote;
            votes.merge(node.member().zone(), vote, Integer::sum);
        }
        if (votes.size() < 2) {
            return;
        }
        int needed = total / 2 + 1;
        for (var zone : votes.entrySet()) {
            if (!zone.getKey().isEmpty() && total - zone.getValue() < needed) {
                var fields =
                        Map.of(
                                "votes", zone.getValue().toString(),
                                "total", Integer.toString(total),
                                "zone", zone.getKey());
                String pattern =
                        "{votes} of {total} votes are in {zone}: losing this zone stops the"
                                + " cluster.";
                problems.add(
                        new StatusProblem(
                                "votes-in-one-zone",
                                Severity.WARNING,
                                "",
                                StatusText.filled(pattern, fields),
                                fields));
            }
        }
    }

    private static String silence(long millis) {
        return millis < 0 ? "∞" : PictureComposer.seconds(millis);
    }

    private static String name(String id, List<NodePicture> nodes) {
        return nodes.stream()
                .map(NodePicture::member)
                .filter(member -> member.id().equals(id))
                .map(Member::name)
                .findFirst()
                .orElse(id);
    }
}
