package dev.belay.agent.health;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;

/// A file of /proc that is kept open, read again and again into one buffer, and picked apart
/// without making strings.
final class ProcFile implements Closeable {

    private final RandomAccessFile file;
    private final byte[] bytes;
    private int length;
    private int position;

    /// Opens a file.
    ///
    /// @param sizeBytes what is beyond is not read
    ProcFile(String path, int sizeBytes) throws IOException {
        this.file = new RandomAccessFile(path, "r");
        this.bytes = new byte[sizeBytes];
    }

    /// Reads the file anew and goes to its start.
    void refresh() throws IOException {
        file.seek(0);
        length = 0;
        position = 0;
        int read = file.read(bytes, 0, bytes.length);
        while (read > 0) {
            length += read;
            read = length < bytes.length ? file.read(bytes, length, bytes.length - length) : 0;
        }
    }

    /// Goes behind the next appearance of a text.
    ///
    /// @return whether it was found; the position stays when it was not
    boolean goBehind(String text) {
        for (int start = position; start + text.length() <= length; start++) {
            int i = 0;
            while (i < text.length() && bytes[start + i] == text.charAt(i)) {
                i++;
            }
            if (i == text.length()) {
                position = start + i;
                return true;
            }
        }
        return false;
    }

    /// Goes behind the last appearance of a character.
    void goBehindLast(char wanted) {
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[i] == wanted) {
                position = i + 1;
                return;
            }
        }
    }

    /// Skips words separated by blanks.
    void skipWords(int count) {
        for (int i = 0; i < count; i++) {
            skipBlanks();
            while (position < length && bytes[position] > ' ') {
                position++;
            }
        }
    }

    /// The whole number that comes next; 0 when none does.
    long nextNumber() {
        skipBlanks();
        long value = 0;
        while (position < length && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position++] - '0');
        }
        return value;
    }

    /// The decimal number that comes next; 0 when none does.
    double nextDecimal() {
        double value = nextNumber();
        if (position < length && bytes[position] == '.') {
            position++;
            double place = 0.1;
            while (position < length && bytes[position] >= '0' && bytes[position] <= '9') {
                value += place * (bytes[position++] - '0');
                place /= 10;
            }
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void skipBlanks() {
        while (position < length && (bytes[position] == ' ' || bytes[position] == '\t')) {
            position++;
        }
    }
}
