package dev.belay.model.service;

/// One thing that is started, stopped and monitored.
public sealed interface Resource
        permits OcfResource,
                SystemdResource,
                ScriptResource,
                VirtualIpResource,
                RouteTableResource,
                DnsResource,
                ElasticIpResource,
                SecondaryIpResource,
                MirrorResource,
                ConfigSetResource,
                LoadBalancerResource {
    /// What people call it; unique among all resources of the design.
    String name();

    /// Its time limits.
    Operations operations();

    /// The same with other time limits.
    Resource withOperations(Operations operations);
}
