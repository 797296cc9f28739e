/// What the cloud does for a service: routes to virtual IPs, DNS records, Elastic IPs and secondary
/// addresses that follow the active node. Ports, what decides on them, and the adapters to AWS.
@NullMarked
package dev.belay.agent.cloud;

import org.jspecify.annotations.NullMarked;
