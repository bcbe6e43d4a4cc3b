fn main() {
    let c = klarbrief::Checker::builder().without_examples().build().unwrap();
    let paths: Vec<String> = std::env::args().skip(1).collect();
    for p in paths {
        let t = std::fs::read_to_string(p).unwrap();
        let d = klarbrief::document::read_txt(t);
        for _ in 0..5 {
            std::hint::black_box(c.check(&d));
        }
    }
    klarbrief::print_cost();
}
