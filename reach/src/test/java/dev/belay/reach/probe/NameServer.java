package dev.belay.reach.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on loopback that says one address for every name.
public final class NameServer implements AutoCloseable {

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile String address = "";
    private final AtomicInteger asked = new AtomicInteger();
    private final int ttl;

    public NameServer(int ttl) throws IOException {
        this.ttl = ttl;
        Thread.ofPlatform().daemon().start(this::serve);
    }

    public InetSocketAddress place() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /// From now on it says this.
    ///
    /// @param now empty: there is no such name
    public void says(String now) {
        address = now;
    }

    public int asked() {
        return asked.get();
    }

    private void serve() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                byte[] data = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, data, 0, data.length);
                byte[] answer = answer(new Message(data)).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // It is over.
        }
    }

    private Message answer(Message question) throws IOException {
        asked.incrementAndGet();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        String now = address;
        if (now.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (question.getQuestion().getType() == Type.A) {
            answer.addRecord(
                    new ARecord(
                            question.getQuestion().getName(),
                            DClass.IN,
                            ttl,
                            InetAddress.getByName(now)),
                    Section.ANSWER);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
