namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Which one-qubit gates a target's sequences are made of.</summary>
internal enum OneQubitBasis
{
    /// <summary><c>rz sx rz sx rz</c>, with <c>x</c> where one half turn does.</summary>
    Sx,

    /// <summary>As <see cref="Sx"/>, with one <c>rx</c> of any angle in place of two <c>sx</c>.</summary>
    Rx,

    /// <summary><c>rz</c>, <c>ry</c> and <c>rx</c>.</summary>
    Euler,

    /// <summary><c>gpi</c> and <c>gpi2</c>; rotations about z live in their phases.</summary>
    Gpi,
}
