package org.bestpeer.overlay.baton;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Entries in order of key and publisher, one of each, as a list that never changes: putting one in gives another list that
 * shares nearly all with the first. So what is saved is never copied. A treap: the priority of an entry follows from its
 * key and publisher, so that the same entries have the same shape.
 */
final class EntryList extends AbstractList<Versioned> {
    static final EntryList EMPTY = new EntryList(null);

    private final @Nullable Branch root;

    private EntryList(@Nullable Branch root) {
        this.root = root;
    }

    /** These entries as such a list: itself if it is one. */
    static EntryList of(Collection<Versioned> entries) {
        if (entries instanceof EntryList list) {
            return list;
        }
        EntryList list = EMPTY;
        for (Versioned entry : entries) {
            list = list.with(entry);
        }
        return list;
    }

    /** What is to be taken out of this list, and then put in, to make another of it. Costs nothing for what both share. */
    void changesTo(EntryList other, Consumer<Versioned> taken, Consumer<Versioned> put) {
        compare(root, other.root, taken, put);
    }

    private static void compare(
            @Nullable Branch before, @Nullable Branch after, Consumer<Versioned> taken, Consumer<Versioned> put) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before == null || after == null) {
            new EntryList(before).forEach(taken);
            new EntryList(after).forEach(put);
            return;
        }
        Split split = split(before, after.entry.key(), after.entry.publisher());
        compare(split.left, after.left, taken, put);
        if (!after.entry.equals(split.found)) {
            put.accept(after.entry);
        }
        compare(split.right, after.right, taken, put);
    }

    /** What comes before a key and publisher, what they have, and what comes after them. */
    private record Split(@Nullable Branch left, @Nullable Versioned found, @Nullable Branch right) {
        static final Split NOTHING = new Split(null, null, null);
    }

    private static Split split(@Nullable Branch branch, Key key, PeerId publisher) {
        if (branch == null) {
            return Split.NOTHING;
        }
        int side = compare(key, publisher, branch.entry);
        if (side == 0) {
            return new Split(branch.left, branch.entry, branch.right);
        }
        if (side < 0) {
            Split left = split(branch.left, key, publisher);
            return new Split(left.left, left.found, branch.with(left.right, branch.right));
        }
        Split right = split(branch.right, key, publisher);
        return new Split(branch.with(branch.left, right.left), right.found, right.right);
    }

    /** With an entry, instead of one of the same key and publisher. */
    EntryList with(Versioned entry) {
        return new EntryList(put(root, entry, priority(entry)));
    }

    /** Without that of a key and publisher, if there is one. */
    EntryList without(Key key, PeerId publisher) {
        return new EntryList(remove(root, key, publisher));
    }

    @Override
    public int size() {
        return size(root);
    }

    @Override
    public Versioned get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        Branch at = root;
        int rest = index;
        while (at != null) {
            int before = size(at.left);
            if (rest == before) {
                return at.entry;
            }
            at = rest < before ? at.left : at.right;
            rest = rest < before ? rest : rest - before - 1;
        }
        throw new IllegalStateException("sizes of branches are wrong");
    }

    @Override
    public Iterator<Versioned> iterator() {
        return new InOrder(root);
    }

    private static int size(@Nullable Branch branch) {
        return branch == null ? 0 : branch.size;
    }

    private static int priority(Versioned entry) {
        return (entry.key().hashCode() * 31 + entry.publisher().hashCode()) * 0x9E3779B9;
    }

    private static int compare(Key key, PeerId publisher, Versioned entry) {
        int byKey = key.compareTo(entry.key());
        return byKey == 0 ? publisher.compareTo(entry.publisher()) : byKey;
    }

    private static Branch put(@Nullable Branch branch, Versioned entry, int priority) {
        if (branch == null) {
            return new Branch(entry, priority, null, null);
        }
        int side = compare(entry.key(), entry.publisher(), branch.entry);
        if (side == 0) {
            return new Branch(entry, priority, branch.left, branch.right);
        }
        if (side < 0) {
            Branch left = put(branch.left, entry, priority);
            return left.priority > branch.priority
                    ? left.with(left.left, branch.with(left.right, branch.right))
                    : branch.with(left, branch.right);
        }
        Branch right = put(branch.right, entry, priority);
        return right.priority > branch.priority
                ? right.with(branch.with(branch.left, right.left), right.right)
                : branch.with(branch.left, right);
    }

    private static @Nullable Branch remove(@Nullable Branch branch, Key key, PeerId publisher) {
        if (branch == null) {
            return null;
        }
        int side = compare(key, publisher, branch.entry);
        if (side == 0) {
            return merge(branch.left, branch.right);
        }
        return side < 0
                ? branch.with(remove(branch.left, key, publisher), branch.right)
                : branch.with(branch.left, remove(branch.right, key, publisher));
    }

    private static @Nullable Branch merge(@Nullable Branch left, @Nullable Branch right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.priority > right.priority
                ? left.with(left.left, merge(left.right, right))
                : right.with(merge(left, right.left), right.right);
    }

    private static final class Branch {
        private final Versioned entry;
        private final int priority;
        private final @Nullable Branch left;
        private final @Nullable Branch right;
        private final int size;

        Branch(Versioned entry, int priority, @Nullable Branch left, @Nullable Branch right) {
            this.entry = entry;
            this.priority = priority;
            this.left = left;
            this.right = right;
            this.size = 1 + EntryList.size(left) + EntryList.size(right);
        }

        Branch with(@Nullable Branch newLeft, @Nullable Branch newRight) {
            return new Branch(entry, priority, newLeft, newRight);
        }
    }

    private static final class InOrder implements Iterator<Versioned> {
        private final Deque<Branch> path = new ArrayDeque<>();

        InOrder(@Nullable Branch root) {
            descend(root);
        }

        private void descend(@Nullable Branch from) {
            for (Branch at = from; at != null; at = at.left) {
                path.push(at);
            }
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Versioned next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException("no more entries");
            }
            Branch branch = path.pop();
            descend(branch.right);
            return branch.entry;
        }
    }
}
