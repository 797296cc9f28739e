"""The metadata service of one instance, in its second version: asks for a token, writes down what it is asked for.

Arguments: the file to write to, the network interface of the instance.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer

LOG = open(sys.argv[1], "a", buffering=1)
META = "/latest/meta-data/"
ANSWERS = {
    META + "mac": "02:00:00:00:00:01",
    META + "network/interfaces/macs/02:00:00:00:00:01/interface-id": sys.argv[2],
    META + "placement/region": "eu-central-1",
    META + "iam/security-credentials/": "cluster",
    META + "iam/security-credentials/cluster": json.dumps(
        {
            "Code": "Success",
            "Type": "AWS-HMAC",
            "LastUpdated": "2026-01-01T00:00:00Z",
            "Expiration": "2099-01-01T00:00:00Z",
            "AccessKeyId": "test",
            "SecretAccessKey": "test",
            "Token": "token",
        }
    ),
}


class Metadata(BaseHTTPRequestHandler):
    def say(self, status, text):
        LOG.write(f"{self.command} {self.path} {status}\n")
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if self.command == "PUT":
            self.send_header("X-aws-ec2-metadata-token-ttl-seconds", "21600")
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self):
        self.say(200, "token")

    def do_GET(self):
        if self.headers.get("X-aws-ec2-metadata-token") != "token":
            self.say(401, "")
        elif self.path in ANSWERS:
            self.say(200, ANSWERS[self.path])
        else:
            self.say(404, "")

    def log_message(self, *_):
        pass


class Service(ThreadingHTTPServer):
    def server_bind(self):
        # Not that of HTTPServer: it asks for the name of its address, and there is no DNS.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address


service = Service(("169.254.169.254", 80), Metadata)
print("ready", flush=True)
service.serve_forever()
