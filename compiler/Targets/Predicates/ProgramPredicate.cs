using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>A property of programs that can be verified and that explains where it fails. What a device can do is a list of them.</summary>
public abstract record ProgramPredicate
{
    /// <summary>Name for people, lower case with hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What the predicate demands, on one line.</summary>
    public abstract string Description { get; }

    /// <summary>Verifies a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Where and why it fails; empty when it holds.</returns>
    public abstract IEnumerable<Diagnostic> Violations(CircuitProgram program);

    /// <summary>Whether every program that fulfils this predicate fulfils another.</summary>
    /// <param name="other">The other predicate.</param>
    /// <returns>Whether it is known to follow.</returns>
    public virtual bool Implies(ProgramPredicate other) => Equals(other);

    /// <summary>Whether a program fulfils the predicate.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Whether nothing violates it.</returns>
    public bool Holds(CircuitProgram program) => !Violations(program).Any();

    /// <summary>Makes a diagnostic at an operation.</summary>
    /// <param name="descriptor">The kind.</param>
    /// <param name="operation">The operation, or null for the program as a whole.</param>
    /// <param name="arguments">What fills the message.</param>
    /// <returns>The diagnostic.</returns>
    protected static Diagnostic At(DiagnosticDescriptor descriptor, Operation? operation, params ReadOnlySpan<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.At(operation?.Origin?.Span ?? SourceSpan.None, arguments);
    }
}
