/// Where the routes to a virtual IP are in a cloud, as a design draws them. Pure.
@NullMarked
package dev.belay.model.route;

import org.jspecify.annotations.NullMarked;
