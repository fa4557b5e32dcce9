/** The schema file: SQL with tables, keys and comments and nothing else, read into the catalog's types. */
@NullMarked
package org.bestpeer.node.schema;

import org.jspecify.annotations.NullMarked;
