//! Mail addresses: one `@`, no blank, a domain with a dot. Whether it exists, only a mail can tell.

use super::fold;

pub(crate) fn is_email(text: &str) -> bool {
    let folded = fold(text);
    match folded.trim().split_once('@') {
        Some((local, domain)) => {
            !local.is_empty()
                && !domain.as_bytes().contains(&b'@')
                && !folded.trim().chars().any(char::is_whitespace)
                && domain.as_bytes().contains(&b'.')
                && domain.split('.').all(|part| !part.is_empty())
        }
        None => false,
    }
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
