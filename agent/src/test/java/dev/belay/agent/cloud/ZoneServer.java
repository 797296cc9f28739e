package dev.belay.agent.cloud;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// A name server for a hosted zone, which moto has not: it says what the zone's records say now.
public final class ZoneServer implements AutoCloseable {

    private final DatagramSocket socket;
    private final Route53Client zones;
    private final String zone;

    /// @param address at which it is to be reached
    /// @param endpoint of the API
    public ZoneServer(InetAddress address, URI endpoint, String zone) throws IOException {
        this.socket = new DatagramSocket(0, address);
        this.zone = zone;
        this.zones = client(endpoint);
        Thread.ofPlatform().daemon().start(this::serve);
    }

    public static Route53Client client(URI endpoint) {
        return Route53Client.builder()
                .endpointOverride(endpoint)
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public InetSocketAddress place() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
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
        Record asked = question.getQuestion();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(asked, Section.QUESTION);
        Optional<ResourceRecordSet> found =
                zones
                        .listResourceRecordSets(one -> one.hostedZoneId(zone))
                        .resourceRecordSets()
                        .stream()
                        .filter(one -> one.type() == RRType.A)
                        .filter(one -> one.name().equalsIgnoreCase(asked.getName().toString()))
                        .findFirst();
        if (found.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (asked.getType() == Type.A) {
            String value = found.get().resourceRecords().getFirst().value();
            answer.addRecord(
                    new ARecord(
                            asked.getName(),
                            DClass.IN,
                            found.get().ttl(),
                            InetAddress.getByName(value)),
                    Section.ANSWER);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
        zones.close();
    }
}
