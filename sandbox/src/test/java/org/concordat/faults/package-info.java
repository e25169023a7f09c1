/** What happens when something breaks: processes that are killed, cables that are cut, disks that are full, clocks that jump. */
package org.concordat.faults;
