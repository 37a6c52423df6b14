using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm;

/// <content>Names, types and values.</content>
public static partial class QasmDiagnostics
{
    /// <summary>A name that nothing declares.</summary>
    public static readonly DiagnosticDescriptor UndefinedName =
        Error("SQS2101", "'{0}' is not defined{1}");

    /// <summary>A name declared twice in a scope.</summary>
    public static readonly DiagnosticDescriptor Redefinition =
        Error("SQS2102", "'{0}' is already defined in this scope; choose another name");

    /// <summary>A name of something that is no value.</summary>
    public static readonly DiagnosticDescriptor NotAValue =
        Error("SQS2103", "'{0}' is {1}, which has no value here");

    /// <summary>A gate that nothing defines.</summary>
    public static readonly DiagnosticDescriptor UnknownGate =
        Error("SQS2104", "there is no gate '{0}'{1}");

    /// <summary>A global name inside a body that does not see it.</summary>
    public static readonly DiagnosticDescriptor NotVisible =
        Error("SQS2105", "'{0}' cannot be used in a {1} body, which sees only its own names and global constants");

    /// <summary>A width or size that no type has.</summary>
    public static readonly DiagnosticDescriptor BadWidth =
        Error("SQS2106", "{0} is not a size; expected an integer from {1} to {2}");

    /// <summary>Something that must be known before the program runs.</summary>
    public static readonly DiagnosticDescriptor NotConstant =
        Error("SQS2107", "{0} must be constant");

    /// <summary>A conversion that the language does not have.</summary>
    public static readonly DiagnosticDescriptor CannotConvert =
        Error("SQS2108", "{0} cannot be converted to {1}{2}");

    /// <summary>An operator on types that do not have it.</summary>
    public static readonly DiagnosticDescriptor NoOperator =
        Error("SQS2109", "the operator '{0}' is not defined for {1}");

    /// <summary>An index outside what is indexed.</summary>
    public static readonly DiagnosticDescriptor IndexOutOfRange =
        Error("SQS2110", "index {0} is out of range; expected {1} to {2}");

    /// <summary>An index on something that has no parts.</summary>
    public static readonly DiagnosticDescriptor NotIndexable =
        Error("SQS2111", "{0} cannot be indexed{1}");

    /// <summary>Bits that do not fit.</summary>
    public static readonly DiagnosticDescriptor WidthMismatch =
        Error("SQS2112", "{0} cannot become {1}; the widths must be equal");

    /// <summary>An assignment to something that is not a variable.</summary>
    public static readonly DiagnosticDescriptor NotAssignable =
        Error("SQS2113", "'{0}' is {1} and cannot be assigned to");

    /// <summary>A function that nothing defines.</summary>
    public static readonly DiagnosticDescriptor UnknownFunction =
        Error("SQS2114", "there is no function or subroutine '{0}'{1}");

    /// <summary>A call with too many or too few arguments.</summary>
    public static readonly DiagnosticDescriptor ArgumentCount =
        Error("SQS2115", "'{0}' takes {1} arguments, not {2}");

    /// <summary>A constant expression without a value.</summary>
    public static readonly DiagnosticDescriptor EvaluationFails =
        Error("SQS2116", "{0}");

    /// <summary>More than is handled.</summary>
    public static readonly DiagnosticDescriptor TooLarge =
        Error("SQS2117", "{0} is more than this compiler handles; at most {1}");

    /// <summary>An array value of another shape.</summary>
    public static readonly DiagnosticDescriptor ArrayShape =
        Error("SQS2118", "the array value has {0} elements where {1} are expected");

    /// <summary>An expression that cannot stand where it does.</summary>
    public static readonly DiagnosticDescriptor Misplaced =
        Error("SQS2119", "{0} cannot stand here");

    /// <summary>A call without a value where one is needed.</summary>
    public static readonly DiagnosticDescriptor NoValue =
        Error("SQS2120", "'{0}' returns no value");

    /// <summary>A number outside its type.</summary>
    public static readonly DiagnosticDescriptor OutOfRangeLiteral =
        Warning("SQS2122", "{0} does not fit {1} and wraps around");

    /// <summary>Something else where an array is needed.</summary>
    public static readonly DiagnosticDescriptor NotAnArray =
        Error("SQS2123", "expected an array{0}");

    /// <summary>A float width that has no format.</summary>
    public static readonly DiagnosticDescriptor BadFloatWidth =
        Error("SQS2124", "float[{0}] has no format; expected a width of 16, 32 or 64");

    /// <summary>An operator on registers of different widths.</summary>
    public static readonly DiagnosticDescriptor OperandWidths =
        Error("SQS2125", "the operands of '{0}' have the widths {1} and {2}; they must be equal");

    /// <summary>A read-only array that would be changed.</summary>
    public static readonly DiagnosticDescriptor ReadOnlyArray =
        Error("SQS2126", "'{0}' is read only; declare the parameter 'mutable' to change it");

    /// <summary>A call that changes an array it also refers to by another parameter.</summary>
    public static readonly DiagnosticDescriptor SharedArray =
        Error("SQS2128", "the call of '{0}' refers to the same elements by '{1}' and '{2}', and '{3}' is mutable; expected parts that do not overlap");

    /// <summary>A slice that picks nothing.</summary>
    public static readonly DiagnosticDescriptor EmptyRange =
        Error("SQS2130", "the range from {0} to {1} in steps of {2} is empty; an index set has at least one element");

    /// <summary>A concatenation of a register with a part of itself.</summary>
    public static readonly DiagnosticDescriptor OverlappingParts =
        Error("SQS2131", "the parts share an element; a register cannot be concatenated with a part of itself");

    /// <summary>A declaration that takes the name of a constant of the language.</summary>
    public static readonly DiagnosticDescriptor RedefinesConstant =
        Error("SQS2129", "'{0}' is a constant of the language; choose another name");

    /// <summary>A gate definition that takes the name of one of the standard library.</summary>
    public static readonly DiagnosticDescriptor ReplacesLibraryGate =
        Warning("SQS2127", "'{0}' is a gate of the included library; this definition replaces it from here on");
}
