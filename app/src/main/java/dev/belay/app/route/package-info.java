/// The wizard that gives a service a virtual IP to which route tables of EC2 lead.
@NullMarked
package dev.belay.app.route;

import org.jspecify.annotations.NullMarked;
