package dev.belay.app.answers;

import dev.belay.model.preflight.DescribeReader.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody copied out of a terminal: answers, maybe each below the command that asked. Of
/// such a command only the id of a route table is kept, for an answer that does not say whose it
/// is.
final class PastedText {
    private static final Pattern COMMAND =
            Pattern.compile("^[^{}\\[\\]\"]*\\baws [a-z0-9-]+ [a-z0-9-]+.*$", Pattern.MULTILINE);
    private static final Pattern TABLE = Pattern.compile("tgw-rtb-[0-9a-f]{8,17}");

    private PastedText() {}

    /// One document for each command, one in all where there is none.
    ///
    /// @param name of the first one; the others have a number behind it
    static List<Document> documents(String name, String text) {
        List<Document> documents = new ArrayList<>();
        Matcher command = COMMAND.matcher(text);
        int from = 0;
        String above = "";
        while (command.find()) {
            add(documents, name, above, text.substring(from, command.start()));
            above = command.group();
            from = command.end();
        }
        add(documents, name, above, text.substring(from));
        if (documents.isEmpty()) {
            documents.add(new Document(name, text));
        }
        return documents;
    }

    private static void add(List<Document> documents, String name, String above, String text) {
        if (text.isBlank()) {
            return;
        }
        String number = documents.isEmpty() ? "" : "." + (documents.size() + 1);
        Matcher table = TABLE.matcher(above);
        String whose = table.find() ? " " + table.group() : "";
        documents.add(new Document(name + number + whose, text));
    }
}
