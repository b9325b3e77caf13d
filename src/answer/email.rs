//! Mail addresses: one `@`, no blank, a domain with a dot. Whether it exists, only a mail can tell.

use super::fold;

pub(crate) fn is_email(text: &str) -> bool {
    let (mut at, mut dots, mut part) = (false, 0, 0);
    for c in fold(text).trim().chars() {
        match c {
            '@' if !at && part > 0 => (at, part) = (true, 0),
            '@' => return false,
            '.' if at && part > 0 => (dots, part) = (dots + 1, 0),
            '.' if at => return false,
            _ if c.is_whitespace() => return false,
            _ => part += 1,
        }
    }
    dots > 0 && part > 0
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses() {
        assert!(is_email("tuanwei@example.com"));
        assert!(is_email("ａ＠example.cn"));
        for text in ["a@b", "a b@example.com", "@example.com", "a@@example.com", "a@example.", "a@.com", "example.com"]
        {
            assert!(!is_email(text), "{text}");
        }
    }
}
