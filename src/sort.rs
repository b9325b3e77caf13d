//! Sorting for the page: the standard library's weighs two kilobytes for each type that it sorts.

/// Sorts by heap: in place, in bounded time, not stable.
pub(crate) fn sort<T>(items: &mut [T], less: &dyn Fn(&T, &T) -> bool) {
    let sift = |items: &mut [T], mut root: usize| {
        loop {
            let mut largest = root;
            for child in [2 * root + 1, 2 * root + 2] {
                if child < items.len() && less(&items[largest], &items[child]) {
                    largest = child;
                }
            }
            if largest == root {
                break;
            }
            items.swap(root, largest);
            root = largest;
        }
    };
    for root in (0..items.len() / 2).rev() {
        sift(items, root);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sift(&mut items[..end], 0);
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
            super::sort(&mut items, &|a, b| a < b);
            assert_eq!(items, expected);
        }
    }
}
