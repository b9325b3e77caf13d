//! Sorting for the page: the standard library's weighs two kilobytes for each type that it sorts.

use alloc::vec::Vec;

/// The order of `length` items: their indices, sorted by heap, in bounded time, not stable. Not generic, so that it stands
/// in the module once.
pub(crate) fn order(length: usize, less: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut items: Vec<usize> = (0..length).collect();
    for root in (0..length / 2).rev() {
        sift(&mut items, root, less);
    }
    for end in (1..length).rev() {
        items.swap(0, end);
        sift(&mut items[..end], 0, less);
    }
    items
}

fn sift(items: &mut [usize], mut root: usize, less: &dyn Fn(usize, usize) -> bool) {
    loop {
        let mut largest = root;
        for child in [2 * root + 1, 2 * root + 2] {
            if child < items.len() && less(items[largest], items[child]) {
                largest = child;
            }
        }
        if largest == root {
            return;
        }
        items.swap(root, largest);
        root = largest;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut seed = 1u32;
        for length in 0..60 {
            let mut items = alloc::vec::Vec::new();
            for _ in 0..length {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                items.push(seed >> 27);
            }
            let mut expected = items.clone();
            expected.sort_unstable();
            let order = super::order(items.len(), &|a, b| items[a] < items[b]);
            assert!(order.into_iter().map(|at| items[at]).eq(expected));
        }
    }
}
