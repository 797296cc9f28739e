package dev.belay.model.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How Pacemaker writes which port of a fence device is which node (`pcmk_host_map`, fenced's
/// `build_port_aliases`): `n1:1;n2:Virtual\ 2`. A backslash takes what follows as it is.
final class HostMap {

    private static final String SPECIAL = "\\:=;, \t\n";

    private HostMap() {}

    /// Names in their order, with the port where one is said.
    static Map<String, Optional<String>> parse(String text) {
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        var name = new StringBuilder();
        var port = new StringBuilder();
        boolean hasPort = false;
        for (int i = 0; i <= text.length(); i++) {
            char one = i < text.length() ? text.charAt(i) : ';';
            if (one == '\\' && i + 1 < text.length()) {
                i++;
                (hasPort ? port : name).append(text.charAt(i));
            } else if (one == ';' || Character.isWhitespace(one)) {
                if (!name.isEmpty()) {
                    all.put(
                            name.toString(),
                            hasPort ? Optional.of(port.toString()) : Optional.empty());
                }
                name.setLength(0);
                port.setLength(0);
                hasPort = false;
            } else if (!hasPort && (one == ':' || one == '=')) {
                hasPort = true;
            } else {
                (hasPort ? port : name).append(one);
            }
        }
        return all;
    }

    /// @param ports by the node's name
    static String write(Map<String, String> ports) {
        List<String> pairs = new ArrayList<>();
        ports.forEach((name, port) -> pairs.add(escaped(name) + ":" + escaped(port)));
        return String.join(";", pairs);
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (SPECIAL.indexOf(one) >= 0) {
                out.append('\\');
            }
            out.append(one);
        }
        return out.toString();
    }
}
