//! The assignment that makes the best whole.

use alloc::vec;
use alloc::vec::Vec;

/// What it would be worth to take a unit for a slot.
#[derive(Clone, Copy)]
pub(super) struct Worth {
    pub slot: usize,
    pub unit: usize,
    pub worth: i32,
}

/// More than any assignment costs.
const FAR: i32 = 1 << 24;

/// The unit of each slot, so that the sum is the greatest; each unit is taken once at most, and a slot may stay empty. The Hungarian
/// method: behind the units stands an empty one for each slot.
pub(super) fn assign(slots: usize, units: usize, worths: &[Worth]) -> Vec<Option<usize>> {
    let width = units + slots;
    let mut costs = vec![FAR; slots * width];
    for &Worth { slot, unit, worth } in worths {
        costs[slot * width + unit] = -worth;
    }
    for slot in 0..slots {
        costs[slot * width + units + slot] = 0;
    }
    // Column `width` is where a search begins.
    let (mut of_slot, mut of_unit) = (vec![0; slots], vec![0; width + 1]);
    let mut owner: Vec<Option<usize>> = vec![None; width + 1];
    for slot in 0..slots {
        let (mut least, mut from, mut is_done) = (vec![FAR; width], vec![width; width], vec![false; width + 1]);
        let mut at = width;
        owner[at] = Some(slot);
        while let Some(row) = owner[at] {
            is_done[at] = true;
            let (mut step, mut next) = (FAR, width);
            for unit in (0..width).filter(|&unit| !is_done[unit]) {
                let cost = costs[row * width + unit] - of_slot[row] - of_unit[unit];
                if cost < least[unit] {
                    (least[unit], from[unit]) = (cost, at);
                }
                if least[unit] < step {
                    (step, next) = (least[unit], unit);
                }
            }
            for unit in 0..=width {
                if is_done[unit] {
                    if let Some(row) = owner[unit] {
                        of_slot[row] += step;
                    }
                    of_unit[unit] -= step;
                } else {
                    least[unit] -= step;
                }
            }
            at = next;
        }
        while at != width {
            owner[at] = owner[from[at]];
            at = from[at];
        }
    }
    let mut taken = vec![None; slots];
    for (unit, slot) in owner.iter().take(units).enumerate() {
        if let Some(slot) = *slot {
            taken[slot] = Some(unit);
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(slots: usize, units: usize, worths: &[(usize, usize, i32)]) -> Vec<Option<usize>> {
        let worths: Vec<Worth> = worths.iter().map(|&(slot, unit, worth)| Worth { slot, unit, worth }).collect();
        assign(slots, units, &worths)
    }

    #[test]
    fn the_sum_decides_and_not_the_first_or_the_highest() {
        // The best pair alone would leave the second slot with nothing.
        assert_eq!(assigned(2, 2, &[(0, 0, 90), (0, 1, 80), (1, 0, 70)]), [Some(1), Some(0)]);
        assert_eq!(assigned(2, 2, &[(0, 0, 90), (0, 1, 10), (1, 0, 70)]), [Some(0), None]);
    }

    #[test]
    fn slots_without_a_unit_stay_empty() {
        assert_eq!(assigned(3, 1, &[(1, 0, 5)]), [None, Some(0), None]);
        assert_eq!(assigned(2, 0, &[]), [None, None]);
        assert!(assigned(0, 3, &[]).is_empty());
    }

    #[test]
    fn it_is_the_best_of_all_that_there_are() {
        // All worths of three slots and three units, against every permutation.
        for seed in 0..500_i32 {
            let worth = |slot: i32, unit: i32| {
                1 + (seed * 7919 + slot * 104_729 + unit * 1_299_709 + slot * unit * seed).rem_euclid(97)
            };
            let worths: Vec<(usize, usize, i32)> =
                (0..9).map(|at| ((at / 3) as usize, (at % 3) as usize, worth(at / 3, at % 3))).collect();
            let taken = assigned(3, 3, &worths);
            let sum: i32 = taken.iter().enumerate().map(|(slot, unit)| worths[slot * 3 + unit.unwrap()].2).sum();
            let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            let best =
                orders.iter().map(|order| (0..3).map(|slot| worths[slot * 3 + order[slot]].2).sum::<i32>()).max();
            assert_eq!(Some(sum), best);
        }
    }
}
