/** The id of the tenant whose page this is. */
import { useParams } from "@tanstack/react-router"

export const useTenant = (): string => useParams({ strict: false }).tenant ?? ""
