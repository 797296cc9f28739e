package dev.belay.model.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts of addresses: strict about what comes in (no leading zeros, no zone), canonical in what
/// goes out (RFC 5952).
final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    static Optional<IpAddress> parseV4(String text) {
        long bits = 0;
        int start = 0;
        for (int part = 0; part < 4; part++) {
            int end = part == 3 ? text.length() : text.indexOf('.', start);
            int number = end < 0 ? -1 : octet(text, start, end);
            if (number < 0) {
                return Optional.empty();
            }
            bits = (bits << 8) | number;
            start = end + 1;
        }
        return Optional.of(new IpAddress(false, 0, bits));
    }

    private static int octet(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number > 255 ? -1 : number;
    }

    static Optional<IpAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        boolean legal =
                gap < 0
                        ? groups(text, true, head)
                        : groups(text.substring(0, gap), false, head)
                                && groups(text.substring(gap + 2), true, tail);
        int missing = GROUPS - head.size() - tail.size();
        if (!legal || (gap < 0 ? missing != 0 : missing < 1)) {
            return Optional.empty();
        }
        for (int i = 0; i < missing; i++) {
            head.add(0);
        }
        head.addAll(tail);
        return Optional.of(new IpAddress(true, half(head, 0), half(head, GROUPS / 2)));
    }

    private static long half(List<Integer> groups, int from) {
        long bits = 0;
        for (int i = from; i < from + GROUPS / 2; i++) {
            bits = (bits << 16) | groups.get(i);
        }
        return bits;
    }

    private static boolean groups(String text, boolean last, List<Integer> into) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<IpAddress> embedded = parseV4(parts[i]);
                if (embedded.isEmpty()) {
                    return false;
                }
                into.add((int) (embedded.get().low() >>> 16));
                into.add((int) (embedded.get().low() & 0xffff));
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                into.add(Integer.parseInt(parts[i], 16));
            } else {
                return false;
            }
        }
        return true;
    }

    static String ofV6(IpAddress address) {
        int from = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && address.group(end) == 0) {
                end++;
            }
            if (end - i > longest) {
                from = i;
                longest = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(address.group(i)));
            }
        }
        return text.toString();
    }
}
