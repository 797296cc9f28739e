/// Management stations and the load balancers in front of them.
@NullMarked
package dev.belay.model.station;

import org.jspecify.annotations.NullMarked;
