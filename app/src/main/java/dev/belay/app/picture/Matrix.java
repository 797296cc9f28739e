package dev.belay.app.picture;

/// An affine map of the plane: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
record Matrix(double a, double b, double c, double d, double e, double f) {

    static final Matrix IDENTITY = new Matrix(1, 0, 0, 1, 0, 0);

    static Matrix scaled(double x, double y) {
        return new Matrix(x, 0, 0, y, 0, 0);
    }

    double x(double x, double y) {
        return a * x + c * y + e;
    }

    double y(double x, double y) {
        return b * x + d * y + f;
    }

    /// First that one, then this one.
    Matrix after(Matrix first) {
        return new Matrix(
                a * first.a + c * first.b,
                b * first.a + d * first.b,
                a * first.c + c * first.d,
                b * first.c + d * first.d,
                x(first.e, first.f),
                y(first.e, first.f));
    }
}
