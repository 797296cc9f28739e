package dev.belay.model.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The order of the entries that two changed lists leave together.
///
/// @param order all that is left, each once
/// @param isReorderedTwice whether each side has another order of what both had before
/// @param isAddedTwice whether both added at the same place
record Weave(List<String> order, boolean isReorderedTwice, boolean isAddedTwice) {

    Weave {
        order = List.copyOf(order);
    }

    /// @param kept what is left
    /// @param isTheirs whose order counts where each side has another one
    static Weave of(
            Collection<String> base,
            Collection<String> ours,
            Collection<String> theirs,
            Set<String> kept,
            boolean isTheirs) {
        List<String> our = only(ours, kept);
        List<String> their = only(theirs, kept);
        Set<String> before = new HashSet<>(base);
        boolean isOursAnother = !only(our, before).equals(only(base, new HashSet<>(our)));
        boolean isTheirsAnother = !only(their, before).equals(only(base, new HashSet<>(their)));
        boolean isTwice =
                isOursAnother
                        && isTheirsAnother
                        && !only(our, new HashSet<>(their)).equals(only(their, new HashSet<>(our)));
        boolean isTheirsFirst = isTwice ? isTheirs : isTheirsAnother && !isOursAnother;
        List<String> lead = isTheirsFirst ? their : our;
        List<String> other = isTheirsFirst ? our : their;
        List<String> order = new ArrayList<>(lead);
        Set<String> placed = new HashSet<>(lead);
        Set<String> others = new HashSet<>(other);
        boolean isAddedTwice = false;
        int at = 0;
        for (String key : other) {
            if (placed.add(key)) {
                while (at < order.size() && !others.contains(order.get(at))) {
                    at++;
                    isAddedTwice = true;
                }
                order.add(at, key);
            } else {
                at = order.indexOf(key);
            }
            at++;
        }
        return new Weave(order, isTwice, isAddedTwice);
    }

    private static List<String> only(Collection<String> keys, Set<String> kept) {
        return keys.stream().filter(kept::contains).toList();
    }
}
